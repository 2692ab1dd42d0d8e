FROM debian:12-slim
RUN for folder in /opt/a /opt/b; do mkdir -p "$folder"; done > /opt/log
RUN while read line; do echo "$line"; done < /etc/passwd > /opt/users
CMD ["cat", "/opt/users"]
