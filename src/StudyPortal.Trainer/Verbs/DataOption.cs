using System.CommandLine;
using StudyPortal.Core.Storage;

namespace StudyPortal.Trainer.Verbs;

/// <summary><c>--data DIR</c>: the data root that a verb works on.</summary>
internal sealed class DataOption : Option<string>
{
    public DataOption() : base("--data")
    {
        Description = "The portal's data folder.";
        HelpName = "DIR";
        DefaultValueFactory = _ => "data";
        Recursive = true;
    }

    public DataRoot Open(ParseResult parsed) => new(parsed.GetRequiredValue(this));
}
