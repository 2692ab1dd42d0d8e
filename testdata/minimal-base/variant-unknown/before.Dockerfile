FROM perl:5.42
RUN cpanm Mojolicious
CMD ["perl", "app.pl"]
