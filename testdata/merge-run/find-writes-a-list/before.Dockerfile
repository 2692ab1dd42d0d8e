FROM debian:12
RUN find /srv -fls /usr/local/bin/touch
RUN touch b
