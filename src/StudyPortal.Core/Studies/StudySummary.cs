namespace StudyPortal.Core.Studies;

/// <summary>A study in a list.</summary>
/// <param name="Id">The study.</param>
/// <param name="Name">Its name.</param>
/// <param name="Dataset">The data set's name.</param>
/// <param name="State">Where it stands.</param>
/// <param name="IsSimulated">A program rates.</param>
/// <param name="Arms">How many models.</param>
/// <param name="Readers">How many people read.</param>
/// <param name="Answered">Ratings there are.</param>
/// <param name="Total">Ratings there will be; 0 before it opens.</param>
/// <param name="CreatedUtc">When it was made.</param>
public sealed record StudySummary(
    StudyId Id, string Name, string Dataset, StudyState State, bool IsSimulated, int Arms, int Readers, int Answered, int Total, DateTime CreatedUtc);
