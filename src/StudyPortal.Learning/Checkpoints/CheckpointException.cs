namespace StudyPortal.Learning.Checkpoints;

/// <summary>A weight file that cannot be used; the message names the file, what is wrong and what would be right.</summary>
public class CheckpointException : Exception
{
    private const int LongestQuote = 200;

    public CheckpointException(string message)
        : base(message)
    {
    }

    public CheckpointException(string message, Exception cause)
        : base(message, cause)
    {
    }

    /// <summary>What a file says, cut to a length that a message can carry.</summary>
    internal static string Quote(object? said)
    {
        string text = $"{said}";
        return text.Length <= LongestQuote ? text : text[..LongestQuote] + "...";
    }
}
