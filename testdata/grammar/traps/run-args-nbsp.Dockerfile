FROM a
RUN  echo a b 
RUN c
