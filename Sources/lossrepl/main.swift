print("lossrepl")
