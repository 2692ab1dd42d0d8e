FROM alpine
﻿# not a comment
RUN a
