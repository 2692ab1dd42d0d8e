FROM ubuntu:24.04
USER nobody
ENTRYPOINT ["cat"]
CMD ["/page.html"]
