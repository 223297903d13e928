namespace StudyPortal.Core.Studies.Rehearsal;

/// <summary>Reads a study to its end as a reader's browser would. Only a web host can; a process without one opens studies without.</summary>
public interface IReadingRehearsal
{
    /// <param name="study">Is put into an empty portal of its own, which nobody else reaches.</param>
    /// <param name="progress">Told after each place.</param>
    /// <param name="cancellationToken">Stops between two requests.</param>
    /// <returns>Everything that was received, in the order of the places.</returns>
    Task<Received> ReadAsync(RehearsedStudy study, IProgress<FilesProgress>? progress, CancellationToken cancellationToken);
}
