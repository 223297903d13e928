namespace StudyPortal.Core.Studies;

/// <summary>Draft -> Pilot -> Open &lt;-> Paused -> Closed -> Archived. From Open on nothing that a reader sees can change.</summary>
public enum StudyState
{
    Draft,
    Pilot,
    Open,
    Paused,
    Closed,
    Archived,
}
