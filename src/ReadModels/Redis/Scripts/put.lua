-- A value from the stream, which is a floor as well. KEYS: value, floor, lease.
-- ARGV: version, value ('' if it may only be a floor), its milliseconds, the lock's milliseconds.
local version = tonumber(ARGV[1])
local floor = redis.call('GET', KEYS[2])
if floor and version < tonumber(floor) then return 0 end
local head = redis.call('GETRANGE', KEYS[1], 1, 8)
if #head == 8 and struct.unpack('>i8', head) >= version then return 0 end
redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[4])
redis.call('DEL', KEYS[3])
if ARGV[2] == '' then
  redis.call('DEL', KEYS[1])
  return 0
end
redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
return 1
