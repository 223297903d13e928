namespace StudyPortal.Learning.Training;

/// <summary>A run that cannot go on; the message says where it stopped and what to change.</summary>
/// <param name="message">For a person.</param>
/// <param name="kept">The best epoch before it stopped, whose weights are on disk; null if none had ended.</param>
public sealed class TrainingException(string message, TrainingResult? kept = null) : Exception(message)
{
    public TrainingResult? Kept => kept;
}
