import { describe, expect, it } from "@jest/globals";
import { envoy } from "../../generated/envoy.js";
import {
  type AnyMessage,
  encode,
  fromJson,
  type JsonValue,
  type MessageName,
  type MessageTypes,
  ProtoError,
  toJson,
  typeUrl,
} from "../protos.js";
import { listener, listenerJson } from "./testing/listener.js";

describe("toJson()", () => {
  it("shows a listener as Envoy's documentation would spell it", () => {
    expect(toJson("envoy.config.listener.v3.Listener", listener)).toEqual(listenerJson);
  });

  it("shows bytes and the value they were made from alike", () => {
    const bytes = encode("envoy.config.listener.v3.Listener", listener);
    expect(toJson("envoy.config.listener.v3.Listener", bytes)).toEqual(
      toJson("envoy.config.listener.v3.Listener", listener),
    );
  });

  it.each<[MessageName, MessageTypes[MessageName], JsonValue]>([
    ["google.protobuf.Duration", { seconds: 1, nanos: 500_000_000 }, "1.500s"],
    ["google.protobuf.StringValue", { value: "x" }, "x"],
    ["google.protobuf.Int64Value", { value: "9007199254740993" }, "9007199254740993"],
    ["google.protobuf.BytesValue", { value: Uint8Array.of(1, 2, 3) }, "AQID"],
    ["google.protobuf.Struct", { fields: { a: { listValue: { values: [{ numberValue: 1 }] } } } }, { a: [1] }],
    ["google.protobuf.Value", { nullValue: 0 }, null],
  ])("gives %s its own form", (name, value, json) => {
    expect(toJson(name, value)).toEqual(json);
  });

  it("shows a type with a form of its own inside an Any under `value`", () => {
    const typedConfig: AnyMessage = { type: "google.protobuf.StringValue", value: { value: "x" } };
    expect(toJson("envoy.config.core.v3.TypedExtensionConfig", { typedConfig })).toEqual({
      typed_config: { "@type": "type.googleapis.com/google.protobuf.StringValue", value: "x" },
    });
  });

  it("shows the bytes of an unregistered type, which cannot be read back", () => {
    const typedConfig = { type: "acme.Unheard", bytes: Uint8Array.of(1) };
    const json = toJson("envoy.config.core.v3.TypedExtensionConfig", { typedConfig });
    expect(json).toEqual({ typed_config: { "@type": "type.googleapis.com/acme.Unheard", value: "AQ==" } });
    expect(() => fromJson("envoy.config.core.v3.TypedExtensionConfig", json)).toThrow("acme.Unheard");
  });
});

describe("fromJson()", () => {
  it("reads what toJson() writes, to the same bytes", () => {
    const read = fromJson("envoy.config.listener.v3.Listener", listenerJson);
    expect(read).toEqual(listener);
    expect(encode("envoy.config.listener.v3.Listener", read)).toEqual(
      encode("envoy.config.listener.v3.Listener", listener),
    );
  });

  it("takes field names of either spelling", () => {
    const wanted = { connectTimeout: { seconds: 1 }, lbPolicy: envoy.config.cluster.v3.Cluster.LbPolicy.RING_HASH };
    const snake = { connect_timeout: "1s", lb_policy: "RING_HASH" };
    const camel = { connectTimeout: "1s", lbPolicy: 2 };
    expect(fromJson("envoy.config.cluster.v3.Cluster", snake)).toEqual(wanted);
    expect(fromJson("envoy.config.cluster.v3.Cluster", camel)).toEqual(wanted);
  });

  it("takes null for an absent field, and for null where any value may stand", () => {
    expect(fromJson("envoy.config.cluster.v3.Cluster", { name: null, metadata: null })).toEqual({});
    expect(fromJson("google.protobuf.Struct", { a: null })).toEqual({ fields: { a: { nullValue: 0 } } });
  });

  it("reads values that carry a form of their own, in and out of an Any", () => {
    const json = {
      typed_config: {
        "@type": "type.googleapis.com/envoy.extensions.filters.http.wasm.v3.Wasm",
        config: {
          configuration: { "@type": "type.googleapis.com/google.protobuf.Struct", value: { a: [1, "b", { c: null }] } },
          vm_config: { code: { local: { inline_bytes: "AQID" } } },
        },
      },
    };
    const read = fromJson("envoy.config.core.v3.TypedExtensionConfig", json);
    expect(toJson("envoy.config.core.v3.TypedExtensionConfig", read)).toEqual(json);
  });

  const inHcm = (fields: Record<string, JsonValue>): JsonValue => ({
    static_resources: {
      listeners: [
        {},
        {
          filter_chains: [
            {
              filters: [
                {
                  typed_config: {
                    "@type": typeUrl(
                      "envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager",
                    ),
                    ...fields,
                  },
                },
              ],
            },
          ],
        },
      ],
    },
  });
  const hcm = "static_resources.listeners[1].filter_chains[0].filters[0].typed_config";

  it.each<{ what: string; json: JsonValue; path: string; reason: RegExp }>([
    {
      what: "an unknown field",
      json: { static_resources: { listener: [] } },
      path: "static_resources",
      reason: /^unknown field "listener": envoy.config.bootstrap.v3.Bootstrap.StaticResources has listeners, /,
    },
    {
      what: "an unknown field in an Any",
      json: inHcm({ stat_prefx: "x" }),
      path: hcm,
      reason: /unknown field "stat_prefx"/,
    },
    {
      what: "an unknown enum value",
      json: inHcm({ codec_type: "HTTP9" }),
      path: `${hcm}.codec_type`,
      reason: /^unknown enum value: "HTTP9"/,
    },
    {
      what: "a number for text",
      json: inHcm({ http_filters: [{ name: 7 }] }),
      path: `${hcm}.http_filters[0].name`,
      reason: /^expected string: 7$/,
    },
    {
      what: "a number in a list of text",
      json: inHcm({ internal_address_config: { cidr_ranges: [{}, { prefix_len: -1 }] } }),
      path: `${hcm}.internal_address_config.cidr_ranges[1].prefix_len`,
      reason: /^out of range for uint32: -1$/,
    },
    {
      what: "an ill-formed duration",
      json: inHcm({ drain_timeout: "5 s" }),
      path: `${hcm}.drain_timeout`,
      reason: /duration/,
    },
    {
      what: "a second member of a oneof",
      json: inHcm({ rds: {}, route_config: {} }),
      path: `${hcm}.route_config`,
      reason: /^only one of rds and route_config can be set$/,
    },
    {
      what: "a field in both spellings",
      json: inHcm({ stat_prefix: "a", statPrefix: "b" }),
      path: `${hcm}.statPrefix`,
      reason: /^the field is given twice$/,
    },
    {
      what: "an object for a list",
      json: inHcm({ http_filters: {} }),
      path: `${hcm}.http_filters`,
      reason: /^expected a list, found an object$/,
    },
    {
      what: "text for an object",
      json: { node: "me" },
      path: "node",
      reason: /^expected an object \(envoy.config.core.v3.Node\), found "me"$/,
    },
    {
      what: "a null in a list",
      json: { static_resources: { listeners: [null] } },
      path: "static_resources.listeners[0]",
      reason: /found null$/,
    },
    {
      what: "an Any without a type",
      json: { bootstrap_extensions: [{ typed_config: {} }] },
      path: "bootstrap_extensions[0].typed_config",
      reason: /^"@type" is missing$/,
    },
    {
      what: "an Any of an unknown type",
      json: { bootstrap_extensions: [{ typed_config: { "@type": "type.googleapis.com/acme.Unheard" } }] },
      path: 'bootstrap_extensions[0].typed_config["@type"]',
      reason: /^unknown message type "acme.Unheard"$/,
    },
    {
      what: "a Struct that is no object",
      json: { layered_runtime: { layers: [{ static_layer: "x" }] } },
      path: "layered_runtime.layers[0].static_layer",
      reason: /must be an object: "x"$/,
    },
    {
      what: "a bad value in a map",
      json: { static_resources: { clusters: [{ typed_extension_protocol_options: { "a.b": 1 } }] } },
      path: 'static_resources.clusters[0].typed_extension_protocol_options["a.b"]',
      reason: /^expected an object with "@type", found 1$/,
    },
    {
      what: "a member beside the value of a type with a form of its own",
      json: {
        bootstrap_extensions: [
          { typed_config: { "@type": "type.googleapis.com/google.protobuf.StringValue", text: "x" } },
        ],
      },
      path: "bootstrap_extensions[0].typed_config",
      reason: /^unknown field "text"/,
    },
  ])("says where there is $what", ({ json, path, reason }) => {
    const error = errorOf(() => fromJson("envoy.config.bootstrap.v3.Bootstrap", json));
    expect(error).toBeInstanceOf(ProtoError);
    expect(error).toMatchObject({ path, reason: expect.stringMatching(reason) });
    expect((error as ProtoError).message).toBe(`${path}: ${(error as ProtoError).reason}`);
  });
});

function errorOf(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  return undefined;
}
