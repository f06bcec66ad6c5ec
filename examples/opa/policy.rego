# Who may do what in the orders service. `input` is what OPA's Envoy plugin makes of Envoy's check request.
package envoy.authz

default result := {
	"allowed": false,
	"http_status": 403,
	"headers": {"x-decided-by": "opa"},
	"body": "this is not for you\n",
}

request := input.attributes.request.http

# The payload of the token that the waypoint verified; absent without a token.
claims := input.attributes.metadataContext.filterMetadata["envoy.filters.http.jwt_authn"].payload

# The client's own identity, as its certificate says.
client := split(request.headers["x-forwarded-client-cert"], "URI=")[1]

# Everybody may look, except at what is kept from everybody.
result := {"allowed": true, "headers": {"x-reason": "public"}} if {
	request.method == "GET"
	input.parsed_path[0] == "catalog"
	not input.parsed_query.drafts
}

# A preview needs its key.
result := {"allowed": true, "headers": {"x-reason": "preview"}} if {
	request.method == "GET"
	input.parsed_path[0] == "catalog"
	input.parsed_query.drafts == ["yes"]
	request.headers["x-preview-key"] == "sesame"
}

# Orders are read by those who made them, and by the staff.
result := {"allowed": true, "headers": {"x-reason": "owner"}} if {
	request.method == "GET"
	input.parsed_path == ["orders", claims.sub]
}

result := {"allowed": true, "headers": {"x-reason": "staff"}} if {
	request.method == "GET"
	input.parsed_path[0] == "orders"
	"staff" in claims.groups
	input.parsed_path[1] != claims.sub
}

# An order of ten at most may be made by the shop's front end.
result := {"allowed": true, "headers": {"x-reason": "small order"}} if {
	request.method == "POST"
	input.parsed_path == ["orders"]
	client == "spiffe://cluster.local/ns/shop/sa/web"
	input.parsed_body.count <= 10
}

# Whoever asks for more is told where to go.
result := {
	"allowed": false,
	"http_status": 402,
	"headers": {"x-decided-by": "opa", "location": "/wholesale"},
	"body": sprintf("%d are too many\n", [input.parsed_body.count]),
} if {
	request.method == "POST"
	input.parsed_path == ["orders"]
	input.parsed_body.count > 10
}
