function envoy_on_request(handle)
  handle:headers():replace("x-added", "by-lua")
end

function envoy_on_response(handle)
  handle:headers():replace("x-added", "by-lua")
end
