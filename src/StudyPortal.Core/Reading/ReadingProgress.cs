using StudyPortal.Core.Studies;

namespace StudyPortal.Core.Reading;

/// <summary>A sign of life of one reader: counts only, never a score.</summary>
/// <param name="StudyId">The study.</param>
/// <param name="ReaderId">The reader in it.</param>
/// <param name="Reader">R1, R2, ...</param>
/// <param name="Position">The place last shown, from 1.</param>
/// <param name="Answered">Ratings given.</param>
/// <param name="Total">Ratings to give.</param>
/// <param name="LastSeenUtc">When.</param>
public sealed record ReadingProgress(
    StudyId StudyId, StudyReaderId ReaderId, string Reader, int Position, int Answered, int Total, DateTime? LastSeenUtc)
{
    internal static ReadingProgress Of(StudyReader reader, ReadingCounts counts) =>
        new(reader.StudyId, reader.Id, reader.Code, reader.CurrentPosition, counts.Answered, counts.Total, reader.LastSeenUtc);
}
