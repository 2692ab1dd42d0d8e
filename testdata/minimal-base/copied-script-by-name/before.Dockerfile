FROM debian:13
COPY docker-entrypoint /opt/docker-entrypoint
COPY wait /opt/
RUN sed -i "s/x/y/" /opt/wait && chmod +x /opt/wait
ENTRYPOINT ["/opt/docker-entrypoint"]
CMD ["/opt/wait"]
