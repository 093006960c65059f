"""The wording of exercises: objectives, names, first calls by kind of event, and standing news."""
