namespace StudyPortal.Core.Models;

public enum ModelOrigin
{
    Trained,
    Imported,
}
