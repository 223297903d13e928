namespace StudyPortal.Learning.Checkpoints;

/// <summary>A weight file that cannot be used; the message names the file, what is wrong and what would be right.</summary>
public class CheckpointException : Exception
{
    public CheckpointException(string message)
        : base(message)
    {
    }

    public CheckpointException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
