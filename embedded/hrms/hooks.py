app_name = "hrms"
