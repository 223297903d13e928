using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("StudyPortal.Core.Tests")]
[assembly: InternalsVisibleTo("StudyPortal.Fuzz")]
