namespace StudyPortal.Core.Studies;

/// <summary>Draft -> Pilot -> Open &lt;-> Paused -> Closed -> Archived; the pilot may be left out, or be the end. From Pilot on nothing that a reader sees can change.</summary>
public enum StudyState
{
    Draft,
    Pilot,
    Open,
    Paused,
    Closed,
    Archived,
}
