namespace StudyPortal.Trainer.Verbs;

/// <summary>A verb that cannot do what it was asked; the message is all that its user reads.</summary>
internal sealed class VerbException(string message) : Exception(message);
