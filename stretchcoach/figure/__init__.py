"""The figure: from joint angles to a picture of the body. It knows neither painting nor time."""
