FROM postgres:16
RUN touch /var/lib/postgresql/data/a
RUN touch b
