FROM debian:12
RUN apt-get update && apt-get install -y python3
RUN cat <<EOF > /app.conf
key = value
EOF
RUN python3 <<EOF
print("# apt is a word")
EOF
RUN sh <<'EOF' && mkdir /two
mkdir /one
EOF
RUN <<EOF
#!/usr/bin/env python3
print(2)
EOF
COPY --chmod=755 <<'EOF' /opt/run.sh
#!/bin/sh
exec cat /app.conf "$@"
EOF
COPY <<a <<b /srv/texts/
one
a
two
b
CMD ["/opt/run.sh"]
