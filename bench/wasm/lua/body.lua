function envoy_on_response(handle)
  local body = handle:body()
  if body == nil then return end
  if string.find(body:getBytes(0, body:length()), "confidential", 1, true) then
    handle:headers():replace(":status", "502")
  end
end
