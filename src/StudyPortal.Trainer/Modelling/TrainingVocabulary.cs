using StudyPortal.Core.Models;
using StudyPortal.Learning.Training;
using LearningBranch = StudyPortal.Learning.Networks.NormBranch;

namespace StudyPortal.Trainer.Modelling;

/// <summary>The portal's words in those of the learning library, which knows nothing of the portal.</summary>
internal static class TrainingVocabulary
{
    public static LearningBranch ToLearning(this NormBranch branch) => branch switch
    {
        NormBranch.Clean => LearningBranch.Clean,
        _ => LearningBranch.Adversarial,
    };

    public static ModelVariant ToPortal(this TrainingVariant variant) => variant switch
    {
        TrainingVariant.Standard => ModelVariant.Standard,
        TrainingVariant.Adversarial => ModelVariant.Adversarial,
        _ => ModelVariant.DualBn,
    };
}
