FROM a
RUN echo "a\"b" 'c\' $d `e` \f "\\"
