namespace StudyPortal.Web.Shell;

/// <summary>The colour of a status dot; the word beside it says the same.</summary>
public enum StatusTone
{
    Neutral,
    Active,
    Good,
    Warning,
    Bad,
}
