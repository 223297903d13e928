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

    /// <summary>For a verb that works on what is there and makes nothing.</summary>
    /// <exception cref="VerbException">There is no such folder.</exception>
    public DataRoot OpenExisting(ParseResult parsed) => parsed.GetRequiredValue(this) is var folder && Directory.Exists(folder)
        ? new DataRoot(folder)
        : throw new VerbException($"There is no folder '{folder}'. Name the portal's data folder with --data.");

    public DataRoot Open(ParseResult parsed) => new(parsed.GetRequiredValue(this));
}
