FROM ubuntu:24.04
RUN apt-get update && cat <<EOF > /x
FROM x
EOF
CMD ["true"]
