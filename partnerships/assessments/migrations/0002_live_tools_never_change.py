from django.db import migrations

from partnerships.assessments.frozen import FreezeLiveTools


class Migration(migrations.Migration):
    """The headings of statements are standards now; from here on a live version of a tool never changes."""

    dependencies = [("assessments", "0001_initial")]

    operations = [
        FreezeLiveTools(),
    ]
