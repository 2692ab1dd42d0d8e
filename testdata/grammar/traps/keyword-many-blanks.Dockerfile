  FROM    alpine   AS    x  
   COPY   a    b   
 EXPOSE 80   81  
 VOLUME   /a   /b 
