using System.CommandLine;
using StudyPortal.Core.Models;

namespace StudyPortal.Trainer.Verbs;

/// <summary>How variants and branches are named on the command line.</summary>
internal static class VariantNames
{
    private static readonly string[] Branches = ["clean", "adversarial"];

    public static readonly string[] Variants = ["standard", "adversarial", "dual-bn"];

    public static Option<string> BranchOption()
    {
        var option = new Option<string>("--branch") { Description = "The batch norm to go through: clean or adversarial.", DefaultValueFactory = _ => Branches[0] };
        option.AcceptOnlyFromAmong(Branches);
        return option;
    }

    public static NormBranch Branch(string name) => name == Branches[1] ? NormBranch.Adversarial : NormBranch.Clean;
}
