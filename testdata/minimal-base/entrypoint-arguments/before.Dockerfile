FROM debian:12
USER nobody
ENTRYPOINT ["cat"]
CMD ["/page.html"]
