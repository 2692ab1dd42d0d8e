FROM ubuntu:24.04
RUN <<EOF bash
apt-get update
EOF
RUN cat <<EOF > /x && apt-get update
text
EOF
RUN dash <<'EOF'
mkdir /x
EOF
RUN <<EOF
#!/usr/bin/bash
mkdir /x
EOF
RUN sh <<EOF
mkdir $HOME
EOF
RUN <<EOF
mkdir /x &
EOF
RUN <<EOF
mkdir "/x
EOF
RUN cat <<EOF > /etc/apt/sources.list
deb x
EOF
RUN cat <<EOF > /setup.sh
apt-get install -y curl
EOF
RUN { mkdir /y; cat; } <<EOF
text
EOF
RUN { mkdir /z; } > /etc/passwd
COPY <<EOF /setup.sh
#!/bin/sh
apt-get install -y curl
EOF
COPY <<EOF /other.sh
#!/usr/bin/env dash
EOF
COPY <<EOF /etc/passwd
app:x:1:1::/:/bin/sh
EOF
CMD ["true"]
