#a
# b
   #c
	# d
#
# 
FROM alpine #not-a-comment
