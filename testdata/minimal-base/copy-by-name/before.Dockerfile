FROM ubuntu:24.04
COPY --chown=www-data:www-data page.html /page.html
CMD ["cat", "/page.html"]
