FROM debian:12
RUN mkdir -p /app/a && echo x > /app/a/f && cp -a /app/a /app/b && mv /app/b /srv-data
RUN cd /app/a && cat f && ln -s /app/a/f /app/link
CMD ["sh", "-c", "cat /srv-data/f && sleep infinity"]
