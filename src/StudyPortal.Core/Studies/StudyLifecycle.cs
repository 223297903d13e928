namespace StudyPortal.Core.Studies;

/// <summary>Which state may follow which.</summary>
internal static class StudyLifecycle
{
    /// <summary>Null when allowed, else why not.</summary>
    public static string? Refusal(StudyState from, StudyState to) =>
        Next(from).Contains(to) ? null : $"A study that is {Word(from)} cannot become {Word(to)}.";

    /// <summary>Readers may be added, and their orders exist or will be made.</summary>
    public static bool TakesReaders(StudyState state) => state is StudyState.Draft or StudyState.Pilot or StudyState.Open or StudyState.Paused;

    /// <summary>Items and orders are fixed: nothing that a reader sees can change.</summary>
    public static bool IsFrozen(StudyState state) => state is not StudyState.Draft;

    /// <summary>Places are shown and rated: those of the pilot, or those of the study.</summary>
    public static bool IsRead(StudyState state) => state is StudyState.Pilot or StudyState.Open;

    /// <summary>The state in a sentence.</summary>
    public static string Word(StudyState state) => state switch
    {
        StudyState.Draft => "a draft",
        StudyState.Pilot => "in pilot",
        StudyState.Open => "open",
        StudyState.Paused => "paused",
        StudyState.Closed => "closed",
        StudyState.Archived => "archived",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "No such state."),
    };

    private static StudyState[] Next(StudyState state) => state switch
    {
        StudyState.Draft => [StudyState.Pilot, StudyState.Open],
        StudyState.Pilot => [StudyState.Open, StudyState.Archived],
        StudyState.Open => [StudyState.Paused, StudyState.Closed],
        StudyState.Paused => [StudyState.Open, StudyState.Closed],
        StudyState.Closed => [StudyState.Archived],
        _ => [],
    };
}
