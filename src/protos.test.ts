import { describe, expect, it } from "@jest/globals";
import { listener, policy, rbac, router } from "./protos/testing/listener.js";
import {
  type AnyMessage,
  decode,
  encode,
  type envoy,
  fromJson,
  isMessageName,
  type MessageTypes,
  messageName,
  ProtoError,
  registry,
  toJson,
  typeUrl,
} from "./protos.js";

describe("encode() and decode()", () => {
  it("carry a listener with messages in Anys in Anys unchanged", () => {
    expect(decode("envoy.config.listener.v3.Listener", encode("envoy.config.listener.v3.Listener", listener))).toEqual(
      listener,
    );
  });

  it("write an Any as its type URL and the message's own bytes", () => {
    const extension = { name: "policy", typedConfig: rbac };
    const bytes = encode("envoy.extensions.filters.http.rbac.v3.RBAC", policy);
    const preEncoded = { name: "policy", typedConfig: { type: rbac.type, bytes } };
    expect(encode("envoy.config.core.v3.TypedExtensionConfig", extension)).toEqual(
      encode("envoy.config.core.v3.TypedExtensionConfig", preEncoded),
    );
    expect(Buffer.from(encode("envoy.config.core.v3.TypedExtensionConfig", extension)).toString()).toContain(
      "type.googleapis.com/envoy.extensions.filters.http.rbac.v3.RBAC",
    );
  });

  it("leave an empty message in an Any without a value on the wire, as Envoy's own writer does", () => {
    const bytes = encode("envoy.config.core.v3.TypedExtensionConfig", { typedConfig: router });
    expect(bytes.length).toBe(4 + typeUrl("envoy.extensions.filters.http.router.v3.Router").length);
    expect(decode("envoy.config.core.v3.TypedExtensionConfig", bytes)).toEqual({ typedConfig: router });
  });

  it("keep an Any of an unregistered type as bytes", () => {
    const workload: AnyMessage = { type: "istio.workload.Address", bytes: Uint8Array.of(10, 1, 65) };
    const bytes = encode("envoy.service.discovery.v3.Resource", { name: "a", resource: workload });
    const { resource } = decode("envoy.service.discovery.v3.Resource", bytes);
    expect(resource?.type).toBe("istio.workload.Address");
    expect(resource !== undefined && "bytes" in resource && [...resource.bytes]).toEqual([10, 1, 65]);
  });

  it("refuse to write a value of an unregistered type", () => {
    const stranger = { type: "acme.Unheard", value: {} } as unknown as AnyMessage;
    expect(() => encode("envoy.config.core.v3.TypedExtensionConfig", { typedConfig: stranger })).toThrow(
      'unknown message type "acme.Unheard"',
    );
  });

  it("refuse an Any that has no type, and one that has both a value and bytes", () => {
    for (const wrong of [{ value: {} }, { ...router, bytes: Uint8Array.of() }, { "@type": "x" }]) {
      const typedConfig = wrong as unknown as AnyMessage;
      expect(() => encode("envoy.config.core.v3.TypedExtensionConfig", { typedConfig })).toThrow(ProtoError);
    }
  });

  it("write the same bytes whatever order a map was filled in", () => {
    const cluster = (metadata: Record<string, object>) =>
      encode("envoy.config.cluster.v3.Cluster", { metadata: { filterMetadata: metadata } });
    expect(cluster({ b: {}, a: {}, 10: {}, 9: {} })).toEqual(cluster({ 9: {}, a: {}, 10: {}, b: {} }));
    const order = [...Buffer.from(cluster({ b: {}, a: {} })).toString("latin1")].filter((it) => /[ab]/.test(it));
    expect(order.join("")).toBe("ab");
  });

  it("write the same bytes whatever order fields were set in", () => {
    const { name, ...others } = listener;
    expect(encode("envoy.config.listener.v3.Listener", { ...others, name })).toEqual(
      encode("envoy.config.listener.v3.Listener", listener),
    );
  });

  it("take an undefined field for an absent one", () => {
    expect(encode("envoy.config.cluster.v3.Cluster", { name: "a", connectTimeout: undefined })).toEqual(
      encode("envoy.config.cluster.v3.Cluster", { name: "a" }),
    );
  });

  it("read 64-bit integers as numbers, and as text beyond what a number can hold", () => {
    const runtime = (value: number | string) =>
      decode("google.protobuf.Int64Value", encode("google.protobuf.Int64Value", { value })).value;
    expect([runtime(5), runtime(-5), runtime("9007199254740993")]).toEqual([5, -5, "9007199254740993"]);
  });

  it("keep a map key that is a name of Object.prototype", () => {
    const fields = Object.fromEntries([
      ["__proto__", { stringValue: "x" }],
      ["toString", { boolValue: true }],
    ]);
    const struct = decode("google.protobuf.Struct", encode("google.protobuf.Struct", { fields }));
    expect(Object.entries(struct.fields ?? {})).toEqual([
      ["__proto__", { stringValue: "x" }],
      ["toString", { boolValue: true }],
    ]);
  });

  it("say what the bytes were taken for when they are something else", () => {
    expect(() => decode("envoy.config.cluster.v3.Cluster", Uint8Array.of(0x0a, 0x7f))).toThrow(
      /^these bytes are no envoy\.config\.cluster\.v3\.Cluster/,
    );
  });
});

describe("the message types", () => {
  it("let no misspelt field, unknown type or enum number compile", () => {
    // @ts-expect-error the field is `name`
    const misspelt: MessageTypes["envoy.config.cluster.v3.Cluster"] = { nam: "a" };
    // @ts-expect-error the field is `dynamicStats`, in a message in an Any
    const nested: AnyMessage = { type: "envoy.extensions.filters.http.router.v3.Router", value: { dynamicStat: {} } };
    // @ts-expect-error the type is not in the registry, so it can only be bytes
    const stranger: AnyMessage = { type: "acme.Unheard", value: {} };
    // @ts-expect-error enums are numbers on the wire; protobufjs would write 0
    const enumByName: MessageTypes["envoy.config.cluster.v3.Cluster"] = { lbPolicy: "RING_HASH" };
    // @ts-expect-error a deprecated field: newer Envoys do without
    const deprecated: envoy.config.rbac.v3.Principal = { sourceIp: { addressPrefix: "10.0.0.0" } };
    expect([misspelt, nested, stranger, enumByName, deprecated]).toHaveLength(5);
  });
});

describe("the registry", () => {
  it("can write, read, show and read back an empty message of every type", () => {
    for (const name of registry) {
      const bytes = encode(name, {});
      expect([name, decode(name, bytes)]).toEqual([name, {}]);
      // JSON has one way to write a Value of no kind and a Value of the kind null.
      if (name !== "google.protobuf.Value") expect(encode(name, fromJson(name, toJson(name, bytes)))).toEqual(bytes);
    }
  });

  it("knows its members by name and by type URL, whatever the URL's host", () => {
    const name = "envoy.config.cluster.v3.Cluster";
    expect(typeUrl(name)).toBe("type.googleapis.com/envoy.config.cluster.v3.Cluster");
    expect([messageName(typeUrl(name)), messageName(`type.acme.io/${name}`)]).toEqual([name, name]);
    expect([isMessageName(name), isMessageName("acme.Unheard"), isMessageName("toString")]).toEqual([
      true,
      false,
      false,
    ]);
  });
});

describe("a frozen part of a message", () => {
  const frozen = Object.freeze({ path: "/dev/stdout" });
  const accessLog = (value: { readonly path: string }) =>
    encode("envoy.config.core.v3.TypedExtensionConfig", {
      name: "file",
      typedConfig: { type: "envoy.extensions.access_loggers.file.v3.FileAccessLog", value },
    });

  it("is written like any other, however often", () => {
    const plain = accessLog({ path: "/dev/stdout" });
    expect([accessLog(frozen), accessLog(frozen)]).toEqual([plain, plain]);
  });
});
