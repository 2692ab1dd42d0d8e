FROM debian:12
COPY --chown=www-data:www-data page.html /page.html
CMD ["cat", "/page.html"]
