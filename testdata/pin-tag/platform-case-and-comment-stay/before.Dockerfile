# base
from --platform=$BUILDPLATFORM node As Build  

# last
FROM   nginx	as web
