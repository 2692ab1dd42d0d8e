# newer than the catalog: its line tells
FROM httpd:2.4.999
COPY page.html /usr/local/apache2/htdocs/
