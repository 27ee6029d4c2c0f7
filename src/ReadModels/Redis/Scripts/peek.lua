-- The value as it is, or nothing. KEYS: value.
return redis.call('GET', KEYS[1])
