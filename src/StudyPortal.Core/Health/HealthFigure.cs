namespace StudyPortal.Core.Health;

/// <summary>What is kept of the portal's state over time, with its unit.</summary>
public enum HealthFigure
{
    /// <summary>Requests answered in a minute.</summary>
    Requests,

    /// <summary>Milliseconds within which 95 % of a minute's requests were answered.</summary>
    RequestTime,

    /// <summary>Open pages with a live connection.</summary>
    Circuits,

    /// <summary>Answers of readers stored in a minute.</summary>
    Answers,

    /// <summary>Milliseconds within which 95 % of a minute's answers were stored.</summary>
    AnswerTime,

    /// <summary>Answers not stored in a minute, whatever the reason.</summary>
    AnswersRefused,

    /// <summary>Errors in the log in a minute.</summary>
    Errors,

    /// <summary>Attempts to sign in that failed in a minute.</summary>
    SignInFailures,

    JobsWaiting,

    JobsRunning,

    /// <summary>Images per second of all trainings of a host.</summary>
    TrainingSpeed,

    /// <summary>Bytes in use on the GPUs of a host.</summary>
    GpuMemory,

    /// <summary>Bytes that the process holds in memory.</summary>
    Memory,

    /// <summary>Bytes of all stored files.</summary>
    Blobs,

    /// <summary>Bytes.</summary>
    Database,

    /// <summary>Bytes free where the data lie.</summary>
    FreeDisk,
}
