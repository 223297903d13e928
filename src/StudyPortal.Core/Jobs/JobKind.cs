namespace StudyPortal.Core.Jobs;

/// <summary>What a trainer is asked to do; each kind has one worker in the trainer.</summary>
public enum JobKind
{
    Import,
    Train,
    Evaluate,
    Explain,
    ImportModel,
    Analyse,

    /// <summary>Sets up the demo in a new portal.</summary>
    Demo,
}
