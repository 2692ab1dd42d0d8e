FROM httpd:2.4.50-alpine
COPY page.html /usr/local/apache2/htdocs/
CMD ["httpd-foreground"]
