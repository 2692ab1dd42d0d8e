FROM postgres:16
CMD ["postgres", "-c", "ssl_key_file=/etc/ssl/private/ssl-cert-snakeoil.key"]
