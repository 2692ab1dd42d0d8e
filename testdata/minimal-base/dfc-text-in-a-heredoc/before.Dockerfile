FROM debian:12
RUN apt-get update && cat <<EOF > /x
FROM x
EOF
CMD ["true"]
