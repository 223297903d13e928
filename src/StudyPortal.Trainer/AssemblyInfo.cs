using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("StudyPortal.Trainer.Tests")]
